using ConvLog.Storage.Payloads.Rows;

namespace ConvLog.PostgreSql.Writing.Records;

/// <summary>The state of a model call's row within this transaction.</summary>
internal sealed class ModelCallState
{
    /// <summary>Whether the row existed before this transaction.</summary>
    public bool IsStored { get; init; }

    /// <summary>Whether the row contains the end of the call.</summary>
    public bool HasEnded { get; set; }

    /// <summary>The row that this transaction writes; null if it writes none.</summary>
    public ModelCallRow? Written { get; set; }

    /// <summary>The ID of the turn of <see cref="Written"/>.</summary>
    public string? TurnId { get; set; }
}
