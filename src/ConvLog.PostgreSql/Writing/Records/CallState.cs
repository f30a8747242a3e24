using ConvLog.Records;
using ConvLog.Storage.Records;

namespace ConvLog.PostgreSql.Writing.Records;

/// <summary>The state of a function event within this transaction, as far as decisions and counts need it.</summary>
internal sealed class CallState : ActivityState
{
    public long? Duration { get; set; }

    public long? Outcome { get; set; }

    /// <summary>See <see cref="CallLosses"/>.</summary>
    public long Losses { get; set; }

    /// <summary>Whether no process observed its execution.</summary>
    public bool IsUnobserved { get; set; }

    /// <summary>The record that this transaction writes; null if it writes none.</summary>
    public FunctionEventRecord? Written { get; set; }

    /// <summary>The visible part of <see cref="Written"/>.</summary>
    public byte[] Payload { get; set; } = [];
}
