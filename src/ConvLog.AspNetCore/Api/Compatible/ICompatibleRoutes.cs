namespace ConvLog.AspNetCore.Api.Compatible;

/// <summary>Routes of the compatible API that belong together.</summary>
internal interface ICompatibleRoutes
{
    /// <summary>The routes.</summary>
    IEnumerable<ApiRoute> Routes { get; }
}
