using System.Buffers;
using System.Text;
using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Files;
using ConvLog.Sqlite.Tests.Statistics;
using ConvLog.Sqlite.Tests.Support;
using ConvLog.Sqlite.Text;
using ConvLog.Storage.Payloads.Sealing;
using ConvLog.Storage.Text;

namespace ConvLog.Sqlite.Tests.Erasure;

/// <summary>A database of one test with all its side files, and access to their bytes and rows.</summary>
internal sealed class ErasureFile : IDisposable
{
    // Tables about erasures, about the whole file, and of the engine itself.
    private static readonly string[] s_kept =
        ["meta", "tombstone", "erased_user", "access", "access_chain", "retention_run", "sqlite_sequence", "text_hour", "arrival"];

    private readonly TemporaryFolder _folder = new();
    private readonly List<IDisposable> _open = [];

    public string Path => _folder.File("conversations.db");

    public SqliteConversationStore Open(bool indexText = false, TimeProvider? time = null)
    {
        var store = new SqliteConversationStore(Path,
            new SqliteStoreOptions { IndexText = indexText, TimeProvider = time ?? TimeProvider.System, BusyTimeout = TimeSpan.FromSeconds(5) });
        _open.Add(store);
        return store;
    }

    public Session OpenSession()
    {
        var session = Session.Open(Path, TimeSpan.FromSeconds(5));
        _open.Add(session);
        return session;
    }

    /// <summary>A connection to the keys file, like one of another process.</summary>
    public Session OpenKeysSession()
    {
        var session = Session.Open(Path + "-keys", TimeSpan.FromSeconds(5));
        _open.Add(session);
        return session;
    }

    /// <summary>The number of occurrences of a text in each file.</summary>
    /// <param name="text">Each character stands for a byte.</param>
    public Dictionary<string, int> Find(string text)
    {
        byte[] bytes = Encoding.Latin1.GetBytes(text);
        var found = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (string file in Directory.EnumerateFiles(_folder.Path))
        {
            int count = Search(file, content => content.Span.Count(bytes));
            if (count > 0)
            {
                found[System.IO.Path.GetFileName(file)] = count;
            }
        }

        return found;
    }

    /// <summary>Returns the texts that occur in any file.</summary>
    /// <param name="texts">Each character stands for a byte.</param>
    public IReadOnlyList<string> FindAny(IEnumerable<string> texts)
    {
        var looked = texts.Select(static text => (Text: text, Bytes: Encoding.Latin1.GetBytes(text))).ToList();
        return
        [
            .. Directory.EnumerateFiles(_folder.Path)
                .SelectMany(file => Search(file, content => looked.FindAll(it => content.Span.IndexOf(it.Bytes) >= 0)))
                .Select(static it => it.Text).Distinct(StringComparer.Ordinal),
        ];
    }

    public long Number(string sql)
    {
        using var session = Session.Open(Path, TimeSpan.FromSeconds(5));
        return session.Number(sql) ?? 0;
    }

    /// <summary>The bytes of a conversation's wrapped key in the keys file, each as a character.</summary>
    public string WrappedKeyOf(string conversation)
    {
        long key = Number($"SELECT key FROM conversation WHERE id = '{conversation}'");
        using var session = Session.Open(Path + "-keys", TimeSpan.FromSeconds(5));
        using var row = session.Prepare($"SELECT wrapped FROM data_key WHERE no = {key}");
        row.Step().Should().BeTrue();
        return Encoding.Latin1.GetString(row.Bytes(0));
    }

    /// <summary>The first bytes of the encrypted payloads of a conversation, each as a character: a long payload continues on other pages.</summary>
    public IReadOnlyList<string> PersonalPayloadsOf(string conversation)
    {
        using var session = Session.Open(Path, TimeSpan.FromSeconds(5));
        using var rows = session.Prepare($"""
            WITH here (no) AS (SELECT no FROM conversation WHERE id = '{conversation}')
            SELECT payload FROM pii JOIN here WHERE (kind = {(long)PiiKind.Opening} AND ref IN (SELECT no FROM writer WHERE conversation = here.no))
                OR (kind = {(long)PiiKind.Turn} AND ref IN (SELECT no FROM turn WHERE conversation = here.no))
                OR (kind = {(long)PiiKind.Call} AND ref IN (SELECT no FROM call WHERE conversation = here.no))
                OR (kind = {(long)PiiKind.Feedback} AND ref IN (SELECT no FROM feedback WHERE conversation = here.no))
                OR (kind = {(long)PiiKind.Annotation} AND ref IN (SELECT no FROM annotation WHERE conversation = here.no))
                OR (kind = {(long)PiiKind.Note} AND ref IN (SELECT no FROM note WHERE conversation = here.no))
            UNION ALL SELECT payload FROM pii_block JOIN here WHERE conversation = here.no
            """);
        var payloads = new List<string>();
        while (rows.Step())
        {
            payloads.Add(Encoding.Latin1.GetString(rows.Bytes(0)[..32]));
        }

        return payloads;
    }

    /// <summary>Fails if the text index or the statistics do not match the rows.</summary>
    public void ShouldBeSound()
    {
        using var session = Session.Open(Path, TimeSpan.FromSeconds(5));
        session.Text("PRAGMA integrity_check").Should().Be("ok");
        session.Execute("INSERT INTO text_index (text_index) VALUES ('integrity-check')");
        // In one snapshot, because the indexer may be running.
        session.Execute("BEGIN");
        var indexed = Indexed(session).ToLookup(DocumentNumber.KindOf);
        indexed[DocumentKind.Entry].Should().BeSubsetOf(Numbers(session, "SELECT no FROM entry").Select(DocumentNumber.OfEntry),
            "the index knows no entries that are gone");
        indexed[DocumentKind.Turn].Should().BeEquivalentTo(Numbers(session, "SELECT no FROM turn WHERE is_indexed = 1").Select(DocumentNumber.OfTurn));
        RecountedStatistics.ShouldBeKept(session);
        Orphans(session).Should().BeEmpty();
        session.Execute("COMMIT");
    }

    /// <summary>The tables with rows, except those about erasures and about the file.</summary>
    public IReadOnlyList<string> TablesWithRows()
    {
        using var session = Session.Open(Path, TimeSpan.FromSeconds(5));
        return [.. Tables(session).Except(s_kept, StringComparer.Ordinal).Where(table => session.Number($"SELECT EXISTS (SELECT 1 FROM {table})") == 1)];
    }

    /// <summary>Copies the database without its keys, as a backup tool would.</summary>
    public string Backup()
    {
        string copy = _folder.File("backup");
        using var session = Session.Open(Path, TimeSpan.FromSeconds(5));
        session.Execute($"VACUUM INTO '{copy}'");
        return copy;
    }

    /// <summary>Replaces the database with a backup.</summary>
    public void Restore(string backup)
    {
        File.Delete(DatabaseFile.LogOf(Path));
        File.Delete(DatabaseFile.SharedMemoryOf(Path));
        File.Move(backup, Path, overwrite: true);
    }

    public void Dispose()
    {
        Close();
        _folder.Dispose();
    }

    /// <summary>Closes all stores and connections.</summary>
    public void Close()
    {
        foreach (var open in _open)
        {
            open.Dispose();
        }

        _open.Clear();
    }

    private static IEnumerable<string> Tables(Session session)
    {
        var tables = new List<string>();
        using var rows = session.Prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'text_index%'");
        while (rows.Step())
        {
            tables.Add(rows.Text(0));
        }

        return tables;
    }

    private static HashSet<long> Indexed(Session session)
    {
        session.Execute("CREATE VIRTUAL TABLE temp.words USING fts5vocab('main', 'text_index', 'instance')");
        var numbers = Numbers(session, "SELECT DISTINCT doc FROM temp.words");
        session.Execute("DROP TABLE temp.words");
        return numbers;
    }

    private static List<string> Orphans(Session session)
    {
        var orphans = new List<string>();
        foreach (string table in (string[])["writer", "scope", "fact", "turn", "call", "feedback", "annotation", "note", "dead_letter", "subject"])
        {
            if (session.Number($"SELECT count(*) FROM {table} WHERE conversation NOT IN (SELECT no FROM conversation)") > 0)
            {
                orphans.Add(table);
            }
        }

        if (session.Number("SELECT count(*) FROM entry WHERE (no & ~(1 << 62)) >> 28 NOT IN (SELECT no FROM writer)") > 0)
        {
            orphans.Add("entry");
        }

        return orphans;
    }

    private static HashSet<long> Numbers(Session session, string sql)
    {
        var numbers = new HashSet<long>();
        using var rows = session.Prepare(sql);
        while (rows.Step())
        {
            numbers.Add(rows.Int64(0));
        }

        return numbers;
    }

    // Uses pooled memory: otherwise there would be a garbage collection for every file and read.
    private static T Search<T>(string file, Func<ReadOnlyMemory<byte>, T> search)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        byte[] content = ArrayPool<byte>.Shared.Rent((int)stream.Length);
        try
        {
            return search(content.AsMemory(0, stream.ReadAtLeast(content, (int)stream.Length, throwOnEndOfStream: false)));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(content);
        }
    }
}
