namespace ConvLog.AspNetCore.Api;

/// <summary>A group of routes.</summary>
internal interface IApiRoutes
{
    IEnumerable<ApiRoute> Routes { get; }
}
