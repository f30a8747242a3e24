using ConvLog.Privacy;
using ConvLog.Storage;
using ConvLog.Storage.Reading;
using ConvLog.StoreContract;

namespace ConvLog.Tests.Storage.Reading;

/// <summary>A cursor of a list of calls is valid only with the same filters.</summary>
public sealed class QueryFingerprintTests
{
    private static readonly StatisticsQuery s_period = new() { From = Some.At(0), To = Some.At(60), TimeZone = TimeZoneInfo.Utc };

    private static readonly CallListQuery s_query = new() { Calls = new CallQuery { Period = s_period, Name = "save_guest" } };

    // Without the size of a page, and without what depends on the time of each call.
    private static readonly string[] s_unbound =
        ["Limit", "Calls", "Conversations", "Calls.Period", "Calls.IdleSince", "Calls.MostEntries"];

    private static readonly Dictionary<string, CallListQuery> s_others = new(StringComparer.Ordinal)
    {
        ["Outcome"] = s_query with { Outcome = FunctionOutcome.Failed },
        ["OnlyProblems"] = s_query with { OnlyProblems = true },
        ["StatusCode"] = s_query with { StatusCode = 409 },
        ["StatusClass"] = s_query with { StatusClass = 4 },
        ["ErrorType"] = s_query with { ErrorType = "TimeoutException" },
        ["Approval"] = s_query with { Approval = ApprovalState.Granted },
        ["MinDuration"] = s_query with { MinDuration = TimeSpan.FromSeconds(1) },
        ["Sort"] = s_query with { Sort = CallSort.Duration },
        ["Calls.Kind"] = s_query with { Calls = s_query.Calls with { Kind = CallTargetKind.Model } },
        ["Calls.Name"] = s_query with { Calls = s_query.Calls with { Name = "other" } },
        ["Calls.Provider"] = s_query with { Calls = s_query.Calls with { Provider = "openai" } },
        ["Calls.VariantId"] = s_query with { Calls = s_query.Calls with { VariantId = "B" } },
    };

    public static TheoryData<string> Filters { get; } =
        new(typeof(CallListQuery).GetProperties().Select(static property => property.Name)
            .Concat(typeof(CallQuery).GetProperties().Select(static property => $"Calls.{property.Name}")).Except(s_unbound, StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Filters))]
    public void Each_filter_of_calls_is_part_of_it(string filter)
        => QueryFingerprint.Of(Reader.Anonymous, s_others[filter]).Should().NotEqual(QueryFingerprint.Of(Reader.Anonymous, s_query));
}
