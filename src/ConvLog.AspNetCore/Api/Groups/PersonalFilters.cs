using System.Collections.Frozen;
using ConvLog.Storage;

namespace ConvLog.AspNetCore.Api.Groups;

/// <summary>
/// Filters by what is personal. They stand in a body: addresses are kept by proxies, logs and histories. All other filters stand in the address as ever, so
/// that the two can be combined.
/// </summary>
internal static class PersonalFilters
{
    public const string UserId = "user_id";
    public const string Number = "number";

    private const int Longest = 1_024;

    /// <summary>What they are called.</summary>
    public static FrozenSet<string> Names { get; } = FrozenSet.Create(StringComparer.Ordinal, UserId, Number);

    /// <summary>The body, in the document.</summary>
    public static ApiContent Content { get; } = new("LookupBody", """{"number":"+14155550100"}""");

    /// <summary>All filters of a request.</summary>
    /// <exception cref="ApiProblemException">The body names nobody.</exception>
    public static async ValueTask<ConversationQuery> ReadAsync(ApiCall call)
    {
        using var body = await ApiBody.ReadAsync(call).ConfigureAwait(false);
        var query = ConversationFilters.Read(call) with { UserId = Text(body, UserId), Number = Text(body, Number) };
        return query.UserId is null && query.Number is null
            ? throw ApiProblemException.Invalid(UserId, $"Send {UserId}, {Number} or both.")
            : query;
    }

    // An empty one matches nothing, which would read as if nobody had this id.
    private static string? Text(ApiBody body, string name)
    {
        string? text = body.Text(name, Longest);
        return text is null || !string.IsNullOrWhiteSpace(text) ? text : throw ApiProblemException.Invalid(name, $"{name} is blank.");
    }
}
