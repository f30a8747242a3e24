using Microsoft.Extensions.DependencyInjection;

namespace ConvLog.Hosting;

/// <summary>The options of a ConvLog package that extends <see cref="ConvLogOptions"/>, such as ConvLog.Storage.</summary>
internal interface IConvLogExtension
{
    /// <summary>Registers the package's services, before those of the core. Called after each <c>AddConvLog</c>.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="options">The current options of the host.</param>
    void AddServices(IServiceCollection services, ConvLogOptions options);

    /// <summary>A copy of the options that can be changed independently.</summary>
    IConvLogExtension Copy();

    /// <summary>Sets the options from the host's configuration.</summary>
    /// <returns>The problems with its values, one sentence each.</returns>
    IEnumerable<string> Bind(ConfiguredValues values);

    /// <summary>Called once on a host's options after everything that sets them.</summary>
    /// <param name="options">The options that these extend.</param>
    /// <param name="provider">The host's services; only those that do not need the options may be used.</param>
    /// <exception cref="InvalidOperationException">Options contradict each other, or an environment variable cannot be read.</exception>
    void Complete(ConvLogOptions options, IServiceProvider provider);

    /// <summary>The problems with the options, one sentence each.</summary>
    /// <param name="registered">The options after <c>AddConvLog</c>, which determined the registered services.</param>
    IEnumerable<string> Problems(ConvLogOptions registered);
}
