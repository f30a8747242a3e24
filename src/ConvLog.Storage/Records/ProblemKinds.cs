namespace ConvLog.Records;

/// <summary>What went wrong in a conversation, as far as a reader may know of it. The numbers are stored.</summary>
[Flags]
public enum ProblemKinds
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>A turn that failed.</summary>
    Turn = 1,

    /// <summary>A function call that failed or was abandoned.</summary>
    Function = 2,

    /// <summary>A model call that failed or was abandoned.</summary>
    Model = 4,

    /// <summary>An API response without a status, or with one from 400 on, that the caller did not expect.</summary>
    Api = 8,

    /// <summary>An error entry.</summary>
    Entry = 16,

    /// <summary>A function call of which entries were dropped or truncated.</summary>
    Loss = 32,

    /// <summary>All of them.</summary>
    All = Turn | Function | Model | Api | Entry | Loss,
}
