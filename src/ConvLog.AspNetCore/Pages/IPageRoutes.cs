namespace ConvLog.AspNetCore.Pages;

/// <summary>A group of routes of the console.</summary>
internal interface IPageRoutes
{
    IEnumerable<PageRoute> Routes { get; }
}
