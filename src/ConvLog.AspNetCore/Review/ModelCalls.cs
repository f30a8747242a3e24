using ConvLog.Records;

namespace ConvLog.AspNetCore.Review;

/// <summary>The model calls of a turn that were logged as such.</summary>
internal static class ModelCalls
{
    /// <summary>Those of a turn. One that stands for the usage of a turn without model calls has the turn's id, and is left out.</summary>
    public static IReadOnlyList<ModelCallView> Of(TurnView turn)
        => [.. turn.ModelCalls.Where(call => !string.Equals(call.Id, turn.Id, StringComparison.Ordinal))];

    /// <summary>How many messages at the beginning of a request the model had read before.</summary>
    public static int EarlierOf(ModelCallView call) => call.Request.TakeWhile(static message => !message.IsNew).Count();
}
