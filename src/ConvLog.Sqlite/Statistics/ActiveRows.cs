using ConvLog.Sqlite.Engine;
using ConvLog.Storage.Payloads;

namespace ConvLog.Sqlite.Statistics;

/// <summary>Which conversations have turns in one quarter of an hour, for one agent, environment and channel, as rows.</summary>
/// <param name="session">The connection.</param>
/// <param name="quarter">The number of the quarter.</param>
/// <param name="dims">The agent, environment, channel and account.</param>
internal sealed class ActiveRows(Session session, long quarter, long dims)
{
    private const string FindRow = "SELECT first, members, checksum FROM active WHERE quarter = ?1 AND dims = ?2 AND first <= ?3 ORDER BY first DESC LIMIT 1";
    private const string FindNext = "SELECT first FROM active WHERE quarter = ?1 AND dims = ?2 AND first > ?3 ORDER BY first LIMIT 1";
    private const string PutRow = "INSERT OR REPLACE INTO active (quarter, dims, first, members, checksum) VALUES (?1, ?2, ?3, ?4, ?5)";
    private const string DeleteRow = "DELETE FROM active WHERE quarter = ?1 AND dims = ?2 AND first = ?3";
    private const string DeleteRows = "DELETE FROM active WHERE quarter = ?1 AND dims = ?2";

    /// <summary>What a whole row has as its checksum.</summary>
    public static long ChecksumOf(long quarter, long dims, ReadOnlySpan<byte> members)
    {
        var checksum = new Checksum(quarter);
        checksum.Add(dims);
        checksum.Add(members);
        return checksum.Value;
    }

    /// <summary>The segment a conversation belongs to; null where it is damaged.</summary>
    public ActiveSegment? Find(long conversation)
    {
        var find = Bound(FindRow).Bind(3, conversation);
        if (!find.Step())
        {
            return new ActiveSegment(0, []);
        }

        var members = new List<ActiveMember>();
        bool isWhole = find.Int64(2) == ChecksumOf(quarter, dims, find.Bytes(1));
        if (isWhole)
        {
            ActiveSegment.AddTo(members, find.Bytes(1));
        }

        long first = find.Int64(0);
        find.Reset();
        return isWhole ? new ActiveSegment(first, members) : null;
    }

    /// <summary>The first conversation that belongs to the segment behind this one.</summary>
    public long EndOf(ActiveSegment segment) => Bound(FindNext).Bind(3, segment.First).Scalar() ?? long.MaxValue;

    public void Put(ActiveSegment segment)
    {
        if (segment.Members.Count == 0)
        {
            Bound(DeleteRow).Bind(3, segment.First).Run();
        }

        foreach (var part in segment.Split())
        {
            byte[] members = part.ToBytes();
            Bound(PutRow).Bind(3, part.First).BindBlob(4, members).Bind(5, ChecksumOf(quarter, dims, members)).Run();
        }
    }

    /// <summary>Makes all segments anew.</summary>
    public void Replace(List<ActiveMember> members)
    {
        Bound(DeleteRows).Run();
        Put(new ActiveSegment(0, members));
    }

    private Statement Bound(string sql) => session[sql].Bind(1, quarter).Bind(2, dims);
}
