using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace ConvLog.AspNetCore.Tests.Hosts;

/// <summary>A kind of application.</summary>
/// <param name="Name">The name used in failure messages.</param>
/// <param name="Services">Registers its services.</param>
/// <param name="Endpoints">Maps its own endpoints.</param>
/// <param name="Greetings">The addresses of its own pages that respond to GET.</param>
internal sealed record HostKind(string Name, Action<IServiceCollection> Services, Action<WebApplication> Endpoints, params IReadOnlyList<string> Greetings)
{
    public override string ToString() => Name;
}
