using ConvLog.Records;

namespace ConvLog.AspNetCore.Review;

/// <summary>A bar of a waterfall: a model call, a function call or an API response.</summary>
/// <param name="Id">Its ID.</param>
/// <param name="ParentId">The ID of its parent function call; null for none.</param>
/// <param name="Start">Its start.</param>
/// <param name="Duration">Its duration; null while it is running and if it was abandoned.</param>
internal sealed record WaterfallRow(string Id, string? ParentId, DateTimeOffset Start, TimeSpan? Duration)
{
    public ModelCallView? Model { get; private init; }

    public FunctionEventView? Call { get; private init; }

    public ApiResponseView? Response { get; private init; }

    /// <summary>The level of nesting in function calls, from 0.</summary>
    public int Depth { get; init; }

    /// <summary>Whether it is on the critical path: the turn could not end before it.</summary>
    public bool IsCritical { get; init; }

    /// <summary>Whether it has a problem.</summary>
    public bool IsProblem => Model is { IsProblem: true } || Response is { IsProblem: true } || (Call is not null && Problems.Of(Call).Any());

    public static WaterfallRow Of(ModelCallView call) => new(call.Id, call.FunctionEventId, call.StartedAt, call.Duration) { Model = call };

    public static WaterfallRow Of(FunctionEventView call) => new(call.Id, call.ParentId, call.StartedAt, TimeAxis.DrawnDuration(call)) { Call = call };

    /// <summary>The row of a response, which is logged when it has arrived.</summary>
    public static WaterfallRow Of(ApiResponseView response, string? functionEventId)
        => new(response.Id.ToString("N"), functionEventId, response.Timestamp - response.Elapsed, response.Elapsed) { Response = response };
}
