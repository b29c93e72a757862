package org.yici.demo.province;

/**
 * The people of the province whom the demonstration's accounts stand for. Their records are without mistakes in every
 * department.
 *
 * @param seller owns exactly one current home, neither mortgaged nor sealed, for more than five years; married
 * @param sellerSpouse the seller's wife, who owns nothing
 * @param sellerTitle number of the title of that home
 * @param buyer has paid social insurance for at least 24 months; owns nothing, nor does the spouse
 * @param buyerSpouse the buyer's spouse
 * @param founder an adult, legal representative of exactly one company
 * @param founderCompany that company's credit code; active, in logistics, without a transport permit
 * @param founderCompanyName that company's name
 */
public record DemoPeople(
        DemoPerson seller,
        DemoPerson sellerSpouse,
        String sellerTitle,
        DemoPerson buyer,
        DemoPerson buyerSpouse,
        DemoPerson founder,
        String founderCompany,
        String founderCompanyName) {

    /**
     * One of them.
     *
     * @param citizenId 18 characters with a right check character
     * @param name the name in simplified characters
     */
    public record DemoPerson(String citizenId, String name) {}
}
