-- 自然资源和规划局 不动产登记簿: pinyin abbreviations, a serial key, history in the same table.
create sequence xl_bdcqzh start 5000001;

create table bdc_djb (
  id      bigserial primary key,
  bdcqzh  varchar(64) default '川(' || to_char(now() at time zone 'Asia/Shanghai', 'YYYY') || ')广安市不动产权第' || lpad(nextval('xl_bdcqzh')::text, 7, '0') || '号',
  bdcdyh  varchar(28),
  qlr_zjh varchar(40),
  qlr_mc  varchar(100),
  zl      varchar(200),
  xzqh    varchar(12),
  jzmj    numeric(12,2),
  ghyt    varchar(4) default '10',
  djrq    varchar(20) default to_char(now() at time zone 'Asia/Shanghai', 'YYYY/MM/DD'),
  sfdy    char(1) default '0',
  sfcf    char(1) default '0',
  qszt    char(1) default '1',
  ywh     varchar(64) unique
);
comment on table bdc_djb is '不动产登记簿';
create index i_bdc_djb_dyh on bdc_djb (bdcdyh);

-- The register's own rule: a unit has one current title, the newest. The writer of a case may not update, so the owner does.
create function bdc_zx_yqz() returns trigger language plpgsql security definer set search_path = public as $$
begin
  update bdc_djb set qszt = '2' where bdcdyh = new.bdcdyh and id <> new.id and qszt = '1';
  return null;
end $$;
create trigger bdc_zx_yqz after insert on bdc_djb
  for each row when (new.qszt = '1' and new.bdcdyh is not null) execute function bdc_zx_yqz();
