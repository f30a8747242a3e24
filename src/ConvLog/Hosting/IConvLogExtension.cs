using Microsoft.Extensions.DependencyInjection;

namespace ConvLog.Hosting;

/// <summary>The options of a package of the family that extends <see cref="ConvLogOptions"/>, such as ConvLog.Storage.</summary>
internal interface IConvLogExtension
{
    /// <summary>Registers the package's services, before those of the core.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="options">The host's options, complete.</param>
    void AddServices(IServiceCollection services, ConvLogOptions options);
}
