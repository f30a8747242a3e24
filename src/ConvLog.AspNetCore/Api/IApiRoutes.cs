namespace ConvLog.AspNetCore.Api;

/// <summary>A group of routes.</summary>
internal interface IApiRoutes
{
    /// <summary>The routes.</summary>
    IEnumerable<ApiRoute> Routes { get; }
}
