using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Npgsql;

namespace ConvLog.PostgreSql.Connections;

/// <summary>
/// Finds out why a server's certificate was rejected, which the driver does not report. It opens another connection, which ends before anything is sent.
/// </summary>
/// <param name="settings">The connection string, with an SSL mode that verifies.</param>
internal sealed class CertificateProbe(NpgsqlConnectionStringBuilder settings)
{
    private string? _reason;

    /// <summary>Connects once more and checks the certificate.</summary>
    /// <returns>A part of a sentence; null if the certificate is valid, or the server sent none.</returns>
    public async ValueTask<string?> ReasonAsync(CancellationToken cancellationToken)
    {
        var looking = new NpgsqlConnectionStringBuilder(settings.ConnectionString) { SslMode = SslMode.Require, RootCertificate = null, Pooling = false };
        var builder = new NpgsqlSlimDataSourceBuilder(looking.ConnectionString).EnableTransportSecurity();
        builder.UseSslClientAuthenticationOptionsCallback(options =>
            options.RemoteCertificateValidationCallback = (_, certificate, chain, errors) =>
            {
                if (certificate is X509Certificate2 shown && chain is not null)
                {
                    _reason ??= ReasonOf(shown, chain, errors, options.TargetHost);
                }

                return false;
            });
        try
        {
            var source = builder.Build();
            await using var disposing = source.ConfigureAwait(false);
            var connection = await source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
            await connection.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Expected: the certificate is always rejected here.
        }

        return _reason;
    }

    private string? ReasonOf(X509Certificate2 shown, X509Chain chain, SslPolicyErrors errors, string? host)
    {
        if (settings.SslMode == SslMode.VerifyFull && errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
        {
            return $"its certificate is for {NamesOf(shown)}, and not for {host}";
        }

        if (settings.RootCertificate is { } root)
        {
            chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            chain.ChainPolicy.CustomTrustStore.ImportFromPemFile(root);
            chain.Build(shown);
        }

        return chain.ChainStatus is not { Length: > 0 } wrong
            ? null
            : wrong.Any(static one => one.Status == X509ChainStatusFlags.NotTimeValid)
            ? $"its certificate, or that of its authority, is not valid now: {shown.Subject} is from {shown.NotBefore:u} to {shown.NotAfter:u}"
            : $"the authority of its certificate, {shown.Issuer}, is not trusted ({string.Join(", ", wrong.Select(static one => one.Status))})";
    }

    private static string NamesOf(X509Certificate2 shown)
    {
        var names = shown.Extensions.OfType<X509SubjectAlternativeNameExtension>()
            .SelectMany(static names => names.EnumerateDnsNames().Concat(names.EnumerateIPAddresses().Select(static address => address.ToString()))).ToList();
        return names.Count > 0 ? string.Join(", ", names) : shown.Subject;
    }
}
