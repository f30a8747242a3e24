using Microsoft.AspNetCore.Mvc;

namespace ConvLog.AspNetCore.Tests.Support;

/// <summary>A controller of a host with controllers.</summary>
[Route("/controllers" + HostOfPages.OwnPage)]
public sealed class OwnController : Controller
{
    /// <summary>Answers.</summary>
    [HttpGet]
    public ContentResult Index() => Content("A controller of the host");
}
