using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using ConvLog.Storage;

namespace ConvLog.AspNetCore.Api.Groups;

/// <summary>
/// Filters by personal values. They are sent in the body, because addresses are recorded by proxies, logs and browser histories. All other filters remain in
/// the address, so that both can be combined.
/// </summary>
internal static class PersonalFilters
{
    public const string UserId = "user_id";
    public const string Number = "number";
    public const string Attributes = "attributes";

    private const int Longest = 1_024;
    private const int MostAttributes = 8;

    /// <summary>The names of these filters.</summary>
    public static FrozenSet<string> Names { get; } = FrozenSet.Create(StringComparer.Ordinal, UserId, Number, Attributes);

    /// <summary>The body in the OpenAPI document.</summary>
    public static ApiContent Content { get; } = new("LookupBody", """{"number":"+14155550100"}""");

    /// <summary>Reads all filters of a request.</summary>
    /// <exception cref="ApiProblemException">The body has none of them, or an invalid one.</exception>
    public static async ValueTask<ConversationQuery> ReadAsync(ApiCall call)
    {
        using var body = await ApiBody.ReadAsync(call).ConfigureAwait(false);
        var query = ConversationFilters.Read(call) with
        {
            UserId = Text(body, UserId),
            Number = Text(body, Number),
            Attributes = [.. body.Properties(Attributes, MostAttributes).Select(static attribute => Attribute(attribute.Name, attribute.Value))],
        };
        return query.UserId is null && query.Number is null && query.Attributes.Count == 0
            ? throw ApiProblemException.Invalid(UserId, $"Send {UserId}, {Number}, {Attributes} or several of them.")
            : query;
    }

    private static FieldFilter Attribute(string name, JsonElement value)
    {
        try
        {
            return FieldFilter.OfAttribute(name, value);
        }
        catch (ArgumentException)
        {
            throw ApiProblemException.Invalid(
                Attributes,
                string.Create(CultureInfo.InvariantCulture, $"Each of {Attributes} must have a name of 1 to {Longest} characters and a value: ")
                    + string.Create(CultureInfo.InvariantCulture, $"a string of 1 to {Longest} characters, a number, true or false."));
        }
    }

    // An empty value would match nothing, as if the ID were unknown.
    private static string? Text(ApiBody body, string name)
    {
        string? text = body.Text(name, Longest);
        return text is null || !string.IsNullOrWhiteSpace(text) ? text : throw ApiProblemException.Invalid(name, $"{name} is blank.");
    }
}
