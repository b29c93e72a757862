-- 民政局 婚姻登记系统: bought abroad, English names in capitals that must be quoted everywhere.
create table "MARRIAGE_REGISTER" (
  "REG_ID"        bigint primary key,
  "CERT_NO"       varchar(40),
  "HUSBAND_ID_NO" varchar(40),
  "HUSBAND_NAME"  varchar(100),
  "WIFE_ID_NO"    varchar(40),
  "WIFE_NAME"     varchar(100),
  "REG_DATE"      varchar(20),
  "STATUS"        char(1) default 'M',
  "DIVORCE_DATE"  varchar(20)
);
comment on table "MARRIAGE_REGISTER" is '婚姻登记';
