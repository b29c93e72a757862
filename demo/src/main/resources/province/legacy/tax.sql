-- 税务局 征收管理系统: its levies by number of the national list, dates of eight digits.
create sequence xl_zsxh start 5000000001;

create table sb_zsxx (
  zsxh    varchar(40) primary key default '5116' || to_char(now() at time zone 'Asia/Shanghai', 'YYYY') || lpad(nextval('xl_zsxh')::text, 10, '0'),
  fcz_bh  varchar(64),
  nsr_sbh varchar(40),
  zsxm    varchar(5) default '10119',
  jsyj    numeric(16,2),
  se      numeric(16,2),
  kjrq    varchar(20) default to_char(now() at time zone 'Asia/Shanghai', 'YYYYMMDD'),
  jkzt    char(1) default '0',
  ywh     varchar(64) unique
);
comment on table sb_zsxx is '税费征收信息';
