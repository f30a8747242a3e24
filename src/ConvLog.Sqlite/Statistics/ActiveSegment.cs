using ConvLog.Storage.Statistics;

namespace ConvLog.Sqlite.Statistics;

/// <summary>Conversations that have turns in a quarter of an hour, in the order of their numbers: a part of them that is one row.</summary>
/// <param name="first">The lowest number that belongs here.</param>
/// <param name="members">Those that are here, in order.</param>
internal sealed class ActiveSegment(long first, List<ActiveMember> members)
{
    /// <summary>The most that a row holds: about what fits on a page of the file, so that a write costs the same in the busiest quarter.</summary>
    public const int Most = 200;

    public long First => first;

    public IReadOnlyList<ActiveMember> Members => members;

    /// <summary>Adds the members that bytes tell of.</summary>
    public static void AddTo(List<ActiveMember> members, ReadOnlySpan<byte> bytes)
    {
        var reader = new VarintReader(bytes);
        long conversation = 0;
        long count = reader.ReadInt64();
        members.EnsureCapacity(members.Count + (int)Math.Clamp(count, 0, Most) + 1);
        for (long left = count; left > 0; left--)
        {
            conversation += reader.ReadInt64();
            long user = reader.ReadInt64();
            members.Add(new ActiveMember(conversation, user == 0 ? null : user, reader.ReadInt64()));
        }
    }

    /// <summary>Changes how many turns a conversation has here.</summary>
    /// <returns>Whether that changed anything.</returns>
    public bool Change(long conversation, long? user, long turns)
    {
        int at = members.BinarySearch(new ActiveMember(conversation, user, turns), ActiveMember.ByConversation);
        var before = at < 0 ? new ActiveMember(conversation, user, 0) : members[at];
        var after = new ActiveMember(conversation, user, before.Turns + turns);
        if (after.Turns <= 0)
        {
            if (at >= 0)
            {
                members.RemoveAt(at);
            }

            return at >= 0;
        }

        if (at < 0)
        {
            members.Insert(~at, after);
            return true;
        }

        members[at] = after;
        return after != before;
    }

    /// <summary>Itself, or parts of it that are small enough to be a row each.</summary>
    public IEnumerable<ActiveSegment> Split()
    {
        int parts = (members.Count + Most - 1) / Most;
        if (parts == 1)
        {
            yield return this;
            yield break;
        }

        for (int part = 0; part < parts; part++)
        {
            int from = members.Count * part / parts;
            int to = members.Count * (part + 1) / parts;
            yield return new ActiveSegment(part == 0 ? first : members[from].Conversation, members[from..to]);
        }
    }

    // How many, and for each how far it lies behind the one before, the user or 0, and the turns.
    public byte[] ToBytes()
    {
        var writer = new VarintWriter();
        writer.Write(members.Count);
        long last = 0;
        foreach (var member in members)
        {
            writer.Write(member.Conversation - last);
            writer.Write(member.User ?? 0);
            writer.Write(member.Turns);
            last = member.Conversation;
        }

        return writer.ToArray();
    }
}
