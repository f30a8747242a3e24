using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Health;

namespace ConvLog.Sqlite.Statistics;

/// <summary>Reads which conversations have turns in quarters of an hour. What is damaged is counted again from the turns.</summary>
/// <param name="session">The connection.</param>
/// <param name="troubles">Where damage is told.</param>
internal sealed class ActiveReading(Session session, DatabaseTroubles troubles)
{
    /// <summary>Active conversations: first quarter, first that counts no more.</summary>
    public const string Active = "SELECT quarter, dims, members, checksum FROM active WHERE quarter >= ?1 AND quarter < ?2";

    /// <param name="first">The first quarter.</param>
    /// <param name="end">The first that counts no more.</param>
    /// <param name="isAsked">Whether conversations of a dims count.</param>
    /// <param name="add">Adds a conversation of a quarter.</param>
    public void Read(long first, long end, Func<long, bool> isAsked, Action<long, ActiveMember> add)
    {
        var damaged = new HashSet<(long Quarter, long Dims)>();
        var members = new List<ActiveMember>();
        var rows = session[Active].Bind(1, first).Bind(2, end);
        while (rows.Step())
        {
            var (quarter, dims) = (rows.Int64(0), rows.Int64(1));
            if (!isAsked(dims))
            {
                continue;
            }

            var bytes = rows.Bytes(2);
            if (rows.Int64(3) != ActiveRows.ChecksumOf(quarter, dims, bytes))
            {
                damaged.Add((quarter, dims));
                troubles.ChecksumFailed();
                continue;
            }

            members.Clear();
            ActiveSegment.AddTo(members, bytes);
            Add(quarter, members);
        }

        foreach (var (quarter, dims) in damaged)
        {
            Add(quarter, Recount.Active(session, quarter, dims));
        }

        void Add(long quarter, List<ActiveMember> members)
        {
            foreach (var member in members)
            {
                add(quarter, member);
            }
        }
    }
}
