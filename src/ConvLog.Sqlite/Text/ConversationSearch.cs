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
    private const string FindConversation = "SELECT agent, account FROM conversation WHERE no = ?1";
    private const string FindListedOfConversation = "SELECT listed FROM conversation WHERE no = ?1";

    private readonly Dictionary<long, bool> _isOpen = [];
    private readonly Dictionary<long, bool> _isCounted = [];
    private readonly HashSet<long> _found = [];

    public IReadOnlyCollection<long> Found => _found;

    public bool Stopped { get; private set; }

    /// <summary>Goes through documents of entries.</summary>
    /// <param name="match">What the index is asked.</param>
    /// <param name="isHit">Whether an entry is one, by its row and its fields; asked of those in a document that the index names, until their conversation is
    /// found. Null where the index is never wrong.</param>
    public void LookAtEntries(string match, Func<Statement, LogFields, bool>? isHit)
        => Look(DocumentKind.Entry, match, isHit is null ? null : document
            => (IndexedText.HasHit(session, document, EntryBlocks.LastOf(document), isHit, out int read), read));

    /// <summary>Goes through documents of turns.</summary>
    /// <param name="match">What the index is asked.</param>
    /// <param name="isHit">Whether a turn is one, by its number.</param>
    public void LookAtTurns(string match, Func<long, bool> isHit) => Look(DocumentKind.Turn, match, turn => (isHit(turn), 1));

    // Null where whatever the index names is a hit, and need not be read.
    private void Look(DocumentKind kind, string match, Func<long, (bool IsHit, int Read)>? look)
    {
        int looked = 0;
        var writer = new WriterLookup(session);
        foreach (long document in TextIndex.Newest(session, kind, match))
        {
            long conversation = writer.ConversationOf(kind, document);
            int counts = IsCounted(conversation) ? 1 : 0;
            if (looked + counts > TextMatches.MostCandidates || _found.Count >= TextMatches.MostConversations)
            {
                Stopped = true;
                return;
            }

            (bool isHit, int read) = !IsOpen(conversation) ? (false, 1) : look is null ? (true, 1) : look(document);
            if (isHit)
            {
                _found.Add(conversation);
                _isOpen[conversation] = false;
            }

            looked += counts * read;
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
            var row = session[FindConversation].Bind(1, conversation);
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
            long? listed = session[FindListedOfConversation].Bind(1, conversation).Scalar();
            _isOpen[conversation] = isOpen = listed == (debug ? 0 : 1) && (isAsked is null || isAsked(conversation));
        }

        return isOpen;
    }
}
