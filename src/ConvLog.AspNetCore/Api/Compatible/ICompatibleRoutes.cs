namespace ConvLog.AspNetCore.Api.Compatible;

/// <summary>A group of routes of the compatible API.</summary>
internal interface ICompatibleRoutes
{
    IEnumerable<ApiRoute> Routes { get; }
}
