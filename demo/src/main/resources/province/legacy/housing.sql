-- 住房和城乡建设局 房屋交易网签备案系统: abbreviations, a serial key.
create sequence xl_htbh start 50000001;

create table fc_htba (
  id      bigserial primary key,
  htbh    varchar(40) default '川GA' || to_char(now() at time zone 'Asia/Shanghai', 'YYYY') || lpad(nextval('xl_htbh')::text, 8, '0'),
  cqzh    varchar(64),
  cmr_zjh varchar(40),
  msr_zjh varchar(40),
  fwzl    varchar(200),
  jzmj    numeric(12,2),
  cjj     numeric(16,2),
  qdrq    varchar(20) default to_char(now() at time zone 'Asia/Shanghai', 'YYYY-MM-DD'),
  zt      char(1) default '1',
  ywh     varchar(64) unique
);
comment on table fc_htba is '房屋买卖合同备案';
