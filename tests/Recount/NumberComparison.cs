using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ConvLog.Tests.Recount;

/// <summary>Compares counted values with a response, and collects the differences.</summary>
internal sealed class NumberComparison
{
    private const int MostReported = 40;

    private readonly List<string> _differences = [];

    /// <summary>Compares the expected properties; the response may have more.</summary>
    /// <param name="what">The name of the response.</param>
    /// <param name="expected">The counted values.</param>
    /// <param name="actual">The values of the response.</param>
    public void Compare(string what, JsonNode? expected, JsonNode? actual)
    {
        switch (expected, actual)
        {
            case (JsonObject wanted, JsonObject given):
                CompareObjects(what, wanted, given);
                break;
            case (JsonArray wanted, JsonArray given):
                if (wanted.Count != given.Count)
                {
                    Add(what, $"{wanted.Count} items", $"{given.Count} items");
                    return;
                }

                for (int i = 0; i < wanted.Count; i++)
                {
                    Compare($"{what}[{i}]", wanted[i], given[i]);
                }

                break;
            default:
                if (!AreEqual(expected, actual, share: 1e-9))
                {
                    Add(what, expected, actual);
                }

                break;
        }
    }

    public void Equal(string what, object? expected, object? actual)
    {
        if (!Equals(expected, actual))
        {
            Add(what, expected, actual);
        }
    }

    /// <summary>Compares a duration with the printed value on a page.</summary>
    /// <param name="what">The name of the value.</param>
    /// <param name="expected">The expected duration statistics.</param>
    /// <param name="name">The name of the statistic.</param>
    /// <param name="printed">The printed value.</param>
    /// <param name="unit">The unit of the last digit in milliseconds.</param>
    public void Rounded(string what, JsonNode? expected, string name, double printed, double unit = 1)
    {
        double wanted = expected?[name] is { } known ? double.Parse(known.ToJsonString(), CultureInfo.InvariantCulture) : double.NaN;
        double rough = name is not "average_ms" && expected?["count"]?.GetValue<int>() >= 1_000 ? wanted * 0.01 : 0;
        if (!(Math.Abs(wanted - printed) <= (0.501 * unit) + rough))
        {
            Add(what, wanted, printed);
        }
    }

    /// <summary>Compares lists in any order, by the expected properties.</summary>
    public void CompareUnordered(string what, IReadOnlyList<JsonObject> expected, IEnumerable<JsonNode> actual)
    {
        string[] properties = [.. expected.SelectMany(static item => item.Select(static property => property.Key)).Distinct(StringComparer.Ordinal)];
        var given = actual.Select(item => (JsonNode?)new JsonObject(properties.Select(name => KeyValuePair.Create(name, item[name]?.DeepClone()))));
        Compare(what, Recounted.Unordered(expected), Recounted.Unordered(given));
    }

    /// <summary>Fails with the first differences, if any.</summary>
    public void Verify() => Assert.True(_differences.Count == 0,
        $"{_differences.Count} figures are not what a plain count says (CONVLOG_SEED={Amount.Seed}):\n{string.Join('\n', _differences.Take(MostReported))}");

    private void CompareObjects(string what, JsonObject expected, JsonObject actual)
    {
        foreach (var (name, value) in expected)
        {
            var given = actual[name];
            if (name is "function_outcomes" && given is JsonArray list)
            {
                given = Recounted.Unordered(list.Select(static item => item?.DeepClone()));
            }

            // Percentiles of a thousand or more durations are accurate to 1 %.
            bool isRough = name is "p50_ms" or "p95_ms" or "p99_ms" && expected["count"]?.GetValue<int>() >= 1_000;
            if (isRough && AreEqual(value, given, share: 0.01))
            {
                continue;
            }

            Compare($"{what}.{name}", value, given);
        }
    }

    private static bool AreEqual(JsonNode? expected, JsonNode? actual, double share)
    {
        if (expected?.GetValueKind() == JsonValueKind.Number && actual?.GetValueKind() == JsonValueKind.Number)
        {
            double wanted = double.Parse(expected.ToJsonString(), CultureInfo.InvariantCulture);
            double given = double.Parse(actual.ToJsonString(), CultureInfo.InvariantCulture);
            return Math.Abs(wanted - given) <= Math.Max(Math.Abs(wanted) * share, 1e-9);
        }

        return string.Equals(expected?.ToJsonString(), actual?.ToJsonString(), StringComparison.Ordinal);
    }

    private void Add(string what, object? expected, object? actual) => _differences.Add($"{what}: counted {Text(expected)}, answered {Text(actual)}");

    private static string Text(object? value) => value is JsonNode node ? node.ToJsonString() : value?.ToString() ?? "null";
}
