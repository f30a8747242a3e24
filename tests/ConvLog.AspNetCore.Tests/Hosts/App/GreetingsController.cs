using Microsoft.AspNetCore.Mvc;

namespace ConvLog.AspNetCore.Tests.Hosts.App;

/// <summary>The pages of a host with controllers.</summary>
[Route("greetings")]
public sealed class GreetingsController : Controller
{
    [HttpGet("controllers")]
    public IActionResult Get() => Content("Hello from a controller");

    [HttpGet("mvc")]
    public IActionResult Mvc() => View("~/Hosts/App/Views/Greetings/Mvc.cshtml");
}
