package org.yici.kernel.linking.normalise;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Short and pet forms of English given names; the list is our own. */
public final class GivenNames {
    private static final String[] FAMILIES = {
        "albert al bert bertie",
        "alexander alex alec sandy sander xander",
        "alfred alf fred freddie alfie",
        "andrew andy drew",
        "anthony tony antony",
        "arthur art artie",
        "benjamin ben benny benjy",
        "bernard bernie barney",
        "charles charlie chuck chas carl karl",
        "christopher chris kit topher",
        "daniel dan danny",
        "david dave davy davey",
        "donald don donnie",
        "edmund ed ned eddie ted",
        "edward ed ned eddie ted teddy eduard edwardo",
        "edwin ed eddie ned",
        "ernest ernie",
        "francis frank fran frankie",
        "franklin frank",
        "frederick fred freddie freddy frederic fritz",
        "geoffrey geoff jeff jeffrey",
        "george georgie",
        "gerald gerry jerry",
        "gilbert gil bert",
        "gregory greg",
        "harold harry hal",
        "henry harry hal hank henri hen heinrich",
        "herbert herb bert herbie",
        "hugh hughie hugo",
        "james jim jimmy jamie jem jacob jacques jimmie",
        "jeremiah jerry jeremy",
        "john jack johnny jon jonny jock jean johann ian",
        "jonathan jon jonny",
        "joseph joe joey jo josef",
        "joshua josh",
        "kenneth ken kenny",
        "lawrence larry laurie laurence lawrie",
        "leonard len lenny leo",
        "lewis lew lou louis ludwig",
        "matthew matt matty",
        "martin marty",
        "michael mike mick mickey micky",
        "nathaniel nat nate nathan",
        "nicholas nick nicky nicolas",
        "oliver ollie noll",
        "patrick pat paddy",
        "peter pete",
        "philip phil pip phillip",
        "ralph rafe",
        "raymond ray",
        "reginald reg reggie rex",
        "richard dick rick ricky ritchie rich richie dickie ricki rickie",
        "robert bob bobby rob robbie bert rupert robin",
        "roger rodge hodge",
        "ronald ron ronnie",
        "rudolph rudy rolf",
        "samuel sam sammy",
        "sidney sid sydney",
        "simon si",
        "stanley stan",
        "stephen steve steven stevie",
        "terence terry",
        "theodore ted teddy theo",
        "thomas tom tommy thom",
        "timothy tim timmy",
        "tobias toby",
        "victor vic",
        "vincent vince",
        "walter walt wally wat",
        "wilfred wilf fred",
        "william bill billy will willie willy wm liam billie wilhelm",
        "abraham abe",
        "archibald archie baldie",
        "augustus gus august",
        "bartholomew bart",
        "cornelius con",
        "cuthbert bert",
        "clement clem",
        "clifford cliff",
        "cyril cy",
        "ebenezer eben",
        "ferdinand ferdie",
        "gabriel gabe",
        "isaac ike zac",
        "jasper casper",
        "percival percy",
        "percy perce",
        "humphrey humph",
        "agnes aggie nessie",
        "alice ally allie",
        "amelia amy millie milly",
        "ann anne annie nan nancy nanny anna hannah",
        "barbara barb babs",
        "beatrice bea trixie beatrix",
        "bridget biddy",
        "caroline carrie caro lina",
        "catherine kate katie kathy cathy kitty katherine kathleen kit kathryn",
        "charlotte lottie charlie lotte",
        "clara clare",
        "constance connie",
        "dorothy dot dolly dottie dora dorothea",
        "edith edie",
        "eleanor nell nellie ellen ella nora elinor helen",
        "elizabeth eliza beth betty bess bessie lizzie liz lizzy elsie elisabeth libby lisa betsy",
        "emily em emmy millie",
        "emma em emmie",
        "ethel eth",
        "florence flo florrie flossie",
        "frances fanny fran frannie frankie francie",
        "georgina georgie georgiana gina",
        "gertrude gertie trudy",
        "grace gracie",
        "harriet hattie harriett hatty",
        "helen nell nellie ellen helena nellie lena",
        "henrietta etta hettie hetty",
        "isabella bella isabel belle izzy isobel isabelle",
        "jane jenny janet jean janie jennie",
        "josephine jo josie",
        "judith judy",
        "julia julie jill",
        "laura laurie lolly",
        "louisa lou louise lulu",
        "lucy lucie lulu lucinda",
        "lydia liddy",
        "mabel may",
        "margaret maggie meg peggy madge daisy margie marjorie greta peg mag rita",
        "martha patty mattie",
        "mary molly polly mamie may maria marie minnie",
        "matilda tilly mattie maud",
        "mildred millie",
        "minnie wilhelmina mina",
        "rebecca becky",
        "rachel ray",
        "rosemary rose rosie",
        "rose rosie rosa",
        "ruth ruthie",
        "sarah sally sadie sara",
        "sophia sophie",
        "susan sue susie susanna susannah suzanne susie",
        "theresa tess tessa teresa terry",
        "victoria vicky vic",
        "virginia ginny",
        "winifred winnie freda",
        "violet vi",
        "philippa pippa",
        "penelope penny",
        "prudence prue",
        "rosalind ros",
        "ursula ursie",
    };
    private static final Map<String, Set<Integer>> FAMILY = families();

    private GivenNames() {}

    /** Whether both are forms of one name; false for a name and itself if it is in no list. */
    public static boolean alias(String a, String b) {
        Set<Integer> one = FAMILY.get(a);
        Set<Integer> other = one == null ? null : FAMILY.get(b);
        if (one == null || other == null) {
            return false;
        }
        for (Integer family : one) {
            if (other.contains(family)) {
                return true;
            }
        }
        return false;
    }

    private static Map<String, Set<Integer>> families() {
        Map<String, Set<Integer>> families = new HashMap<>();
        for (int i = 0; i < FAMILIES.length; i++) {
            for (String name : FAMILIES[i].split(" ")) {
                families.computeIfAbsent(name, key -> new HashSet<>()).add(i);
            }
        }
        return families;
    }
}
