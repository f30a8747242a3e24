using ConvLog.Records;

namespace ConvLog.Storage.Text;

/// <summary>What is searched as one: an entry's content and field values, or the two utterances of a turn. Holds nothing personal.</summary>
internal sealed class SearchDocument
{
    private readonly List<SearchPart> _parts = [];

    private SearchDocument()
    {
    }

    /// <summary>Its texts; none where there is nothing to search.</summary>
    public IReadOnlyList<SearchPart> Parts => _parts;

    /// <summary>The documents of a conversation: its turns, then its entries.</summary>
    /// <param name="conversation">The conversation.</param>
    /// <param name="utterances">Whether utterances are searched: not where all of them count as personal.</param>
    public static IEnumerable<SearchDocument> All(StoredConversation conversation, bool utterances = true)
        => (utterances ? conversation.Turns.Select(Of) : []).Concat(conversation.Logged.OfType<EntryRecord>().Select(Of));

    /// <summary>What is said in a turn, as everyone may read it.</summary>
    public static SearchDocument Of(TurnRecord turn) => OfTurn(turn.UserInput.Shown, turn.AgentResponse.Shown);

    /// <summary>What is said in a turn, from what everyone may read of it.</summary>
    public static SearchDocument OfTurn(string userInput, string agentResponse)
    {
        var document = new SearchDocument();
        document.Add("user_input", userInput);
        document.Add("agent_response", agentResponse);
        return document;
    }

    /// <summary>What an entry says; nothing of a personal one.</summary>
    public static SearchDocument Of(EntryRecord entry) => entry.IsPii ? new() : OfEntry(entry.Content, entry.Fields.AsSpan());

    /// <summary>What an entry that is not personal says: its content and those of its fields that are not personal.</summary>
    public static SearchDocument OfEntry(string content, ReadOnlySpan<LogField> fields)
    {
        var document = new SearchDocument();
        document.Add("content", content);
        foreach (ref readonly var field in fields)
        {
            if (!field.IsPii)
            {
                document.Add(field.Key, SearchValue.Of(field));
            }
        }

        return document;
    }

    public bool Has(SearchTerm term)
    {
        foreach (var part in _parts)
        {
            if (term.Find(part.Normalized) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    private void Add(string label, string text)
    {
        if (text.Length > 0)
        {
            _parts.Add(new SearchPart(label, text));
        }
    }
}
