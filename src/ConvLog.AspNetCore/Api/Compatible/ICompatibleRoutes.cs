namespace ConvLog.AspNetCore.Api.Compatible;

/// <summary>A group of routes of the compatible API.</summary>
internal interface ICompatibleRoutes
{
    /// <summary>The routes.</summary>
    IEnumerable<ApiRoute> Routes { get; }
}
