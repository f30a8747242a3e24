namespace ConvLog.Storage.Statistics.Calls;

/// <summary>Of which providers of a model calls are counted together. The numbers are stored.</summary>
internal enum CountedProviders
{
    /// <summary>The only one that the model has on that day, or none.</summary>
    Only = 0,

    /// <summary>One of several.</summary>
    OneOfSeveral = 1,

    /// <summary>All of several.</summary>
    All = 2,
}
