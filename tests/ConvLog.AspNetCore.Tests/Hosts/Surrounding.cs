using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ConvLog.AspNetCore.Tests.Hosts;

/// <summary>What an application has switched on around its endpoints.</summary>
/// <param name="Name">Its name in a failure.</param>
internal sealed record Surrounding(string Name)
{
    /// <summary>Registers what it needs.</summary>
    public Action<IServiceCollection> Services { get; init; } = static _ => { };

    /// <summary>Adds its middleware.</summary>
    public Action<WebApplication> Middleware { get; init; } = static _ => { };

    /// <summary>Maps the console and the API.</summary>
    public Action<IEndpointRouteBuilder> Map { get; init; } = static endpoints => endpoints.MapConvLog();

    /// <summary>What the addresses of the console and the API begin with.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>The headers that a request arrives with, as from a proxy.</summary>
    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    public override string ToString() => Name;
}
