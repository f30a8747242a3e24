namespace ConvLog.AspNetCore.Api;

/// <summary>Routes that belong together.</summary>
internal interface IApiRoutes
{
    /// <summary>The routes.</summary>
    IEnumerable<ApiRoute> Routes { get; }
}
