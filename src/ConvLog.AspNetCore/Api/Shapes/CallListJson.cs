using System.Text.Json.Serialization;

namespace ConvLog.AspNetCore.Api.Shapes;

/// <summary>A page of a list of calls.</summary>
internal readonly struct CallListJson(CallListPage page)
{
    public IEnumerable<ListedCallJson> Calls => page.Calls.Select(static call => new ListedCallJson(call));
    public string? NextCursor => page.Next;
    public DateTimeOffset? Since => page.Since;
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public bool? Complete => page.IsComplete ? null : false;
}
