using ConvLog.Records;

namespace ConvLog.Storage.Text;

/// <summary>The unit of a search: an entry's content and field values, or the two utterances of a turn. Contains no personal data.</summary>
internal sealed class SearchDocument
{
    private readonly List<SearchPart> _parts = [];

    private SearchDocument()
    {
    }

    /// <summary>Its texts; none if it has no searchable text.</summary>
    public IReadOnlyList<SearchPart> Parts => _parts;

    /// <summary>The documents of a conversation: its turns, then its entries.</summary>
    public static IEnumerable<SearchDocument> All(StoredConversation conversation) => conversation.Turns.Select(Of).Concat(OfEntries(conversation));

    /// <summary>The documents of a conversation whose utterances are all personal: its entries.</summary>
    public static IEnumerable<SearchDocument> OfEntries(StoredConversation conversation) => conversation.Logged.OfType<EntryRecord>().Select(Of);

    /// <summary>The document of a turn: the visible form of its utterances.</summary>
    public static SearchDocument Of(TurnRecord turn) => OfTurn(turn.UserInput.Shown, turn.AgentResponse.Shown);

    /// <summary>The document of a turn, from the visible form of its utterances.</summary>
    public static SearchDocument OfTurn(string userInput, string agentResponse)
    {
        var document = new SearchDocument();
        document.Add("user_input", userInput);
        document.Add("agent_response", agentResponse);
        return document;
    }

    /// <summary>The document of an entry; empty for a personal one.</summary>
    public static SearchDocument Of(EntryRecord entry) => entry.IsPii ? new() : OfEntry(entry.Content, entry.Fields.AsSpan());

    /// <summary>The document of an entry that is not personal: its content and its fields that are not personal.</summary>
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

/// <summary>One text of a document.</summary>
/// <param name="label">The name of the part, as in <see cref="SearchHit.Part"/>.</param>
/// <param name="text">The text. Contains no personal data.</param>
internal sealed class SearchPart(string label, string text)
{
    public string Label => label;

    public string Text => text;

    /// <summary>The normalized text.</summary>
    public string Normalized => field ??= SearchText.Normalize(text);
}
