namespace ConvLog.Records;

/// <summary>Kinds of problems of a conversation. The numbers are stored.</summary>
[Flags]
public enum ProblemKinds
{
    /// <summary>No problem.</summary>
    None = 0,

    /// <summary>A turn that failed.</summary>
    Turn = 1,

    /// <summary>A function call that failed or was abandoned.</summary>
    Function = 2,

    /// <summary>A model call that failed or was abandoned.</summary>
    Model = 4,

    /// <summary>An API response without a status, or with an unexpected status of 400 or more.</summary>
    Api = 8,

    /// <summary>An error entry.</summary>
    Entry = 16,

    /// <summary>A function call of which entries were dropped or truncated.</summary>
    Loss = 32,

    /// <summary>All kinds.</summary>
    All = Turn | Function | Model | Api | Entry | Loss,
}
