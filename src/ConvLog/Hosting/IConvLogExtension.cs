using Microsoft.Extensions.DependencyInjection;

namespace ConvLog.Hosting;

/// <summary>The options of a package of the family that extends <see cref="ConvLogOptions"/>, such as ConvLog.Storage.</summary>
internal interface IConvLogExtension
{
    /// <summary>Registers the package's services, before those of the core. Called after each <c>AddConvLog</c>.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="options">The host's options so far.</param>
    void AddServices(IServiceCollection services, ConvLogOptions options);

    /// <summary>The same options, to be changed apart from these.</summary>
    IConvLogExtension Copy();

    /// <summary>Sets what the host's configuration says.</summary>
    /// <returns>What is wrong with its values, a sentence each.</returns>
    IEnumerable<string> Bind(ConfiguredValues values);

    /// <summary>Called once on a host's options when everything that sets them has been called.</summary>
    /// <param name="options">The options that these extend.</param>
    /// <param name="provider">The host's services, of which none that needs the options.</param>
    /// <exception cref="InvalidOperationException">Options do not go together, or an environment variable cannot be read.</exception>
    void Complete(ConvLogOptions options, IServiceProvider provider);

    /// <summary>What is wrong with the options, a sentence each.</summary>
    /// <param name="registered">The options as <c>AddConvLog</c> left them, by which services were registered.</param>
    IEnumerable<string> Problems(ConvLogOptions registered);
}
