using ConvLog.Records;
using ConvLog.Sqlite.Engine;
using ConvLog.Storage.Text;

namespace ConvLog.Sqlite.Text;

/// <summary>Goes through the documents that the index names, the ones that came last first, and gathers their conversations until there are enough.</summary>
/// <param name="session">The connection.</param>
/// <param name="debug">Whether debugging is searched, and nothing else.</param>
/// <param name="isAsked">Whether a conversation is of interest; null where all are.</param>
/// <param name="scope">Whose documents count for the bound: what others have must not be told by where a search stops.</param>
internal sealed class ConversationSearch(Session session, bool debug, Func<long, bool>? isAsked, ConversationScope scope)
{
    private readonly Dictionary<long, bool> _isOpen = [];
    private readonly Dictionary<long, bool> _isCounted = [];
    private readonly HashSet<long> _found = [];

    public IReadOnlyCollection<long> Found => _found;

    public bool Stopped { get; private set; }

    /// <param name="kind">Which documents.</param>
    /// <param name="match">What the index is asked.</param>
    /// <param name="isHit">Whether a document that it names is one; asked until its conversation is found.</param>
    public void Look(DocumentKind kind, string match, Func<long, bool> isHit)
    {
        int looked = 0;
        var writer = new WriterLookup(session);
        foreach (long no in TextIndex.Newest(session, kind, match))
        {
            long conversation = writer.ConversationOf(kind, no);
            if ((IsCounted(conversation) && ++looked > TextMatches.MostCandidates) || _found.Count >= TextMatches.MostConversations)
            {
                Stopped = true;
                return;
            }

            if (IsOpen(conversation) && isHit(no))
            {
                _found.Add(conversation);
                _isOpen[conversation] = false;
            }
        }
    }

    private bool IsCounted(long conversation)
    {
        if (scope.IsAll)
        {
            return true;
        }

        if (!_isCounted.TryGetValue(conversation, out bool isCounted))
        {
            var row = session["SELECT agent, account FROM conversation WHERE no = ?1"].Bind(1, conversation);
            _isCounted[conversation] = isCounted = row.Step() && scope.Includes(row.Text(0), row.OptionalText(1));
            row.Reset();
        }

        return isCounted;
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
