using ConvLog.Storage.Payloads;

namespace ConvLog.PostgreSql.Writing;

/// <summary>The row of a model call as it stands in this transaction.</summary>
internal sealed class ModelCallState
{
    /// <summary>Whether it was there before.</summary>
    public bool IsStored { get; init; }

    /// <summary>Whether it is that of the call's end.</summary>
    public bool HasEnded { get; set; }

    /// <summary>What this transaction writes; null where it writes nothing.</summary>
    public ModelCallRow? Given { get; set; }

    /// <summary>The turn of what it writes.</summary>
    public string? TurnId { get; set; }
}
