using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace ConvLog.AspNetCore.Tests.Hosts;

/// <summary>What an application is made of.</summary>
/// <param name="Name">Its name in a failure.</param>
/// <param name="Services">Registers what it needs.</param>
/// <param name="Endpoints">Maps its own endpoints.</param>
/// <param name="Greetings">The addresses of its own pages that answer a GET.</param>
internal sealed record HostKind(string Name, Action<IServiceCollection> Services, Action<WebApplication> Endpoints, params IReadOnlyList<string> Greetings)
{
    public override string ToString() => Name;
}
