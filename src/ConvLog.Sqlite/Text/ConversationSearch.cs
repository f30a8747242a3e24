using ConvLog.Storage;

namespace ConvLog.Sqlite;

/// <summary>Goes through the documents that the index names, the ones that came last first, and gathers their conversations until there are enough.</summary>
/// <param name="session">The connection.</param>
/// <param name="debug">Whether debugging is searched, and nothing else.</param>
/// <param name="isAsked">Whether a conversation is of interest; null where all are.</param>
internal sealed class ConversationSearch(Session session, bool debug, Func<long, bool>? isAsked)
{
    private readonly Dictionary<long, bool> _isOpen = [];
    private readonly HashSet<long> _found = [];

    public IReadOnlyCollection<long> Found => _found;

    public bool Stopped { get; private set; }

    /// <param name="kind">Which documents.</param>
    /// <param name="match">What the index is asked.</param>
    /// <param name="isHit">Whether a document that it names is one; asked until its conversation is found.</param>
    public void Look(DocumentKind kind, string match, Func<long, bool> isHit)
    {
        int looked = 0;
        var writer = new WriterOf(session);
        foreach (long no in TextIndex.Newest(session, kind, match))
        {
            if (++looked > TextMatches.MostCandidates || _found.Count >= TextMatches.MostConversations)
            {
                Stopped = true;
                return;
            }

            long conversation = ConversationOf(kind, no, writer);
            if (IsOpen(conversation) && isHit(no))
            {
                _found.Add(conversation);
                _isOpen[conversation] = false;
            }
        }
    }

    private long ConversationOf(DocumentKind kind, long no, WriterOf writer)
    {
        if (kind == DocumentKind.Turn)
        {
            return session["SELECT conversation FROM turn WHERE no = ?1"].Bind(1, no).Scalar() ?? 0;
        }

        writer.Read(no >> WriteBatch.SequenceBits);
        return writer.Conversation;
    }

    // Whether it may be found, and is not yet.
    private bool IsOpen(long conversation)
    {
        if (!_isOpen.TryGetValue(conversation, out bool isOpen))
        {
            long? listed = session["SELECT listed FROM conversation WHERE no = ?1"].Bind(1, conversation).Scalar();
            _isOpen[conversation] = isOpen = listed == (debug ? 0 : 1) && (isAsked is null || isAsked(conversation));
        }

        return isOpen;
    }
}
