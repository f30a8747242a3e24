namespace ConvLog.Storage.Statistics.Calls;

/// <summary>Which providers of a model are counted together. The numbers are stored.</summary>
internal enum CountedProviders
{
    /// <summary>The model's only provider on that day, or calls without a provider.</summary>
    Only = 0,

    /// <summary>One of several providers.</summary>
    OneOfSeveral = 1,

    /// <summary>All of several providers together.</summary>
    All = 2,
}
