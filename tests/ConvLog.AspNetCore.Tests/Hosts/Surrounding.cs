using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ConvLog.AspNetCore.Tests.Hosts;

/// <summary>The features that an application enables around its endpoints.</summary>
/// <param name="Name">The name used in failure messages.</param>
internal sealed record Surrounding(string Name)
{
    /// <summary>Registers the required services.</summary>
    public Action<IServiceCollection> Services { get; init; } = static _ => { };

    /// <summary>Adds its middleware.</summary>
    public Action<WebApplication> Middleware { get; init; } = static _ => { };

    /// <summary>Maps the console and the API.</summary>
    public Action<IEndpointRouteBuilder> Map { get; init; } = static endpoints => endpoints.MapConvLog();

    /// <summary>The prefix of console and API addresses.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>The headers that a proxy adds to each request.</summary>
    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    public override string ToString() => Name;
}
