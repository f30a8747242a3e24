using System.Text.Json;

namespace ConvLog.AspNetCore.Tests.Api.OpenApi;

/// <summary>What generators of clients read of the document beyond the shapes: formats, media types, names.</summary>
public sealed class OpenApiDocumentFormatTests(SharedSites sites) : IClassFixture<SharedSites>
{
    private const string Path = "/openapi/v1.json";

    // Positions, statuses and settings, which 32 bits hold. Counts and sums have 64.
    private static readonly string[] s_small =
    [
        "access_log_days", "attempt", "batch_size", "days", "duration_seconds", "length", "limit", "next_offset", "offset", "ordinal", "personal_data_days",
        "polyScore", "retries", "start", "status", "status_code", "turn", "turnId", "turnOrdinal", "turn_id", "turn_ordinal",
    ];

    [Fact]
    public async Task Every_number_says_how_many_bits_it_has()
    {
        var document = await DocumentAsync();
        List<string> small = [];
        List<string> wrong = [];
        int large = 0;
        foreach (var (place, schema) in Objects(document, "#").Where(static place => place.Place.Contains("/schema", StringComparison.Ordinal)))
        {
            string[] types = Types(schema);
            string? format = schema.TryGetProperty("format", out var given) ? given.GetString() : null;
            if (types.Contains("integer", StringComparer.Ordinal))
            {
                large += format is "int64" ? 1 : 0;
                if (format is "int32" && place.Contains("/components/schemas/", StringComparison.Ordinal))
                {
                    small.Add(place.Split('/')[^1]);
                }

                wrong.AddRange(format is "int32" or "int64" ? [] : [place]);
            }
            else if (types.Contains("number", StringComparer.Ordinal) && format is not "double")
            {
                wrong.Add(place);
            }
        }

        wrong.Should().BeEmpty();
        small.Distinct(StringComparer.Ordinal).Should().BeEquivalentTo(s_small);
        large.Should().BeGreaterThan(100);
    }

    private static string[] Types(JsonElement schema) => !schema.TryGetProperty("type", out var type) ? []
        : type.ValueKind == JsonValueKind.Array ? [.. type.EnumerateArray().Select(static one => one.GetString()!)]
        : type.ValueKind == JsonValueKind.String ? [type.GetString()!] : [];

    private static IEnumerable<(string Place, JsonElement Value)> Objects(JsonElement element, string place)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            return element.ValueKind == JsonValueKind.Array
                ? element.EnumerateArray().Index().SelectMany(item => Objects(item.Item, FormattableString.Invariant($"{place}/{item.Index}"))) : [];
        }

        return element.EnumerateObject().Where(static property => property.Name is not "example")
            .SelectMany(property => Objects(property.Value, $"{place}/{property.Name}")).Prepend((place, element));
    }

    private Task<Site> SiteAsync() => sites.GetAsync(static () => Changes.SiteAsync());

    private async Task<JsonElement> DocumentAsync() => (await (await SiteAsync()).GetWithKeyAsync(Path)).Json;
}
