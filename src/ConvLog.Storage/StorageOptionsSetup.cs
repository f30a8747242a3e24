using ConvLog.Hosting;
using Microsoft.Extensions.Options;

namespace ConvLog.Storage;

/// <summary>
/// Applies what <c>Configure&lt;ConvLogStorageOptions&gt;</c> and <c>PostConfigure&lt;ConvLogStorageOptions&gt;</c> set to the host's options.
/// </summary>
internal sealed class StorageOptionsSetup(
    IEnumerable<IConfigureOptions<ConvLogStorageOptions>> configurations,
    IEnumerable<IPostConfigureOptions<ConvLogStorageOptions>> laterConfigurations)
    : IConfigureNamedOptions<ConvLogOptions>, IPostConfigureOptions<ConvLogOptions>
{
    public void Configure(ConvLogOptions options) => Configure(Options.DefaultName, options);

    public void Configure(string? name, ConvLogOptions options) => configurations.Apply(name, options.Extension<ConvLogStorageOptions>());

    public void PostConfigure(string? name, ConvLogOptions options) => laterConfigurations.Apply(name, options.Extension<ConvLogStorageOptions>());
}

/// <summary>Provides the storage options, which are part of the host's, as options of their own.</summary>
internal sealed class StorageOptionsFactory(
    IOptions<ConvLogOptions> host,
    IOptionsMonitor<ConvLogOptions> named,
    IEnumerable<IValidateOptions<ConvLogStorageOptions>> validations) : IOptionsFactory<ConvLogStorageOptions>
{
    public ConvLogStorageOptions Create(string name)
    {
        var options = (name.Length == 0 ? host.Value : named.Get(name)).Extension<ConvLogStorageOptions>();
        string[] failures = [.. validations.Failures(name, options)];
        return failures.Length == 0 ? options : throw new OptionsValidationException(name, typeof(ConvLogStorageOptions), failures);
    }
}
