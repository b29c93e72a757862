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
  ywh     varchar(64) unique,
  -- Of a transfer: the title that it takes the place of, and its owner.
  yqzh     varchar(64),
  yqlr_zjh varchar(40)
);
comment on table bdc_djb is '不动产登记簿';
create index i_bdc_djb_dyh on bdc_djb (bdcdyh);

-- A citizen ID however it was typed: full-width, with blanks, of 15 digits or of 18.
create function bdc_zjh(zjh text) returns text language sql immutable as $$
  select case when length(z) = 18 then substr(z, 1, 6) || substr(z, 9, 9) else z end
    from (select upper(regexp_replace(normalize(coalesce(zjh, ''), NFKC), '[^0-9A-Za-z]', '', 'g'))) as t (z)
$$;

create function bdc_qzh(qzh text) returns text language sql immutable as $$
  select regexp_replace(normalize(coalesce(qzh, ''), NFKC), '\s', '', 'g')
$$;

-- The register's own rule: a title is entered for a unit that has none, or in the place of the title that it names, while that is
-- current, still of the owner that it names, and neither mortgaged nor sealed. Entries for one unit come one after the other, so of two
-- transfers of one title the second finds it cancelled, and of two first titles the second finds the first.
create function bdc_zx_zy() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  yq bdc_djb;
begin
  if exists (select 1 from bdc_djb where ywh = new.ywh) then
    return new;
  end if;
  perform pg_advisory_xact_lock(hashtextextended('bdc_djb ' || new.bdcdyh, 0));
  select * into yq from bdc_djb
   where bdcdyh = new.bdcdyh and qszt = '1' order by id desc limit 1 for update;
  if new.yqzh is null and new.yqlr_zjh is null then
    if found then
      raise exception '该不动产单元已有现势权证，须写明被替代的原权证及其权利人';
    end if;
    return new;
  elsif not found then
    raise exception '该不动产单元没有现势权证';
  elsif bdc_qzh(yq.bdcqzh) <> bdc_qzh(new.yqzh) then
    raise exception '原权证已不是现势权证';
  elsif bdc_zjh(yq.qlr_zjh) <> bdc_zjh(new.yqlr_zjh) then
    raise exception '原权利人已变更';
  elsif coalesce(yq.sfcf, '0') <> '0' then
    raise exception '不动产已被查封';
  elsif coalesce(yq.sfdy, '0') <> '0' then
    raise exception '不动产已设立抵押';
  end if;
  return new;
end $$;
create trigger bdc_zx_zy before insert on bdc_djb
  for each row when (new.qszt = '1' and coalesce(new.bdcdyh, new.yqzh, new.yqlr_zjh) is not null) execute function bdc_zx_zy();

-- The register's own rule: a unit has one current title, the newest. The writer of a case may not update, so the owner does.
create function bdc_zx_yqz() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  update bdc_djb set qszt = '2' where bdcdyh = new.bdcdyh and id <> new.id and qszt = '1';
  return null;
end $$;
create trigger bdc_zx_yqz after insert on bdc_djb
  for each row when (new.qszt = '1' and new.bdcdyh is not null) execute function bdc_zx_yqz();
