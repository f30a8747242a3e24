using System.Text.Json.Serialization;
using ConvLog.Storage;

namespace ConvLog.AspNetCore.Api.Shapes;

/// <summary>What a search found.</summary>
internal readonly struct SearchResultsJson(SearchResults found)
{
    public IEnumerable<SearchHitJson> Hits => found.Hits.Select(static hit => new SearchHitJson(hit));
    public IEnumerable<NamedConversationJson> Named => found.Named.Select(static named => new NamedConversationJson(named));
    public bool Stopped => found.Stopped;
    public DateTimeOffset From => TimeConverter.RoundedUp(found.From);
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public bool? Complete => found.IsComplete ? null : false;
}

/// <summary>A text that was found.</summary>
internal readonly struct SearchHitJson(SearchHit hit)
{
    public string ConversationId => hit.ConversationId;
    public string? TurnId => hit.TurnId;
    public string? FunctionEventId => hit.FunctionEventId;
    public Guid? EntryId => hit.EntryId;
    public DateTimeOffset Timestamp => hit.Timestamp;
    public string Part => hit.Part;
    public string Snippet => hit.Snippet;
    public IEnumerable<HighlightJson> Highlights => hit.Highlights.Select(static highlight => new HighlightJson(highlight.Start, highlight.Length));
}

/// <summary>A part of a snippet that was searched for.</summary>
internal sealed record HighlightJson(int Start, int Length);

/// <summary>A conversation that the text names.</summary>
internal readonly struct NamedConversationJson(NamedConversation named)
{
    public string ConversationId => named.ConversationId;
    public SearchName Name => named.Name;
}
