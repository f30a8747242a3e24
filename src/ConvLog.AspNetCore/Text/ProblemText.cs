using ConvLog.Records;

namespace ConvLog.AspNetCore.Text;

/// <summary>The problems of a conversation, in words.</summary>
internal static class ProblemText
{
    /// <summary>The counts by kind: <c>2 function calls, 1 error entry</c>; empty for none.</summary>
    public static string Of(ProblemCounts problems) => string.Join(", ", Parts(problems));

    /// <summary>The same; null for none.</summary>
    public static string? Title(ProblemCounts problems) => problems.Total == 0 ? null : Of(problems);

    /// <summary>A kind of problem, as the heading of a row.</summary>
    public static string Of(ProblemKinds kind) => kind switch
    {
        ProblemKinds.Turn => "Failed turns",
        ProblemKinds.Function => "Function calls failed or abandoned",
        ProblemKinds.Model => "Model calls failed or abandoned",
        ProblemKinds.Api => "Failed API responses",
        ProblemKinds.Entry => "Error entries",
        _ => "Lost entries",
    };

    /// <summary>A kind of problem, short enough to fit next to a count.</summary>
    public static string Short(ProblemKinds kind) => kind switch
    {
        ProblemKinds.Turn => "Failed turn",
        ProblemKinds.Function => "Function call",
        ProblemKinds.Model => "Model call",
        ProblemKinds.Api => "API response",
        ProblemKinds.Entry => "Error entry",
        _ => "Lost entries",
    };

    private static IEnumerable<string> Parts(ProblemCounts problems) =>
    [
        .. Part(problems.Turns, "failed turn", "failed turns"),
        .. Part(problems.Functions, "function call failed or abandoned", "function calls failed or abandoned"),
        .. Part(problems.ModelCalls, "model call failed or abandoned", "model calls failed or abandoned"),
        .. Part(problems.ApiResponses, "failed API response", "failed API responses"),
        .. Part(problems.Entries, "error entry", "error entries"),
        .. Part(problems.Losses, "function call with lost entries", "function calls with lost entries"),
    ];

    private static IEnumerable<string> Part(int count, string one, string many) => count == 0 ? [] : [ShownNumber.Count(count, one, many)];
}
