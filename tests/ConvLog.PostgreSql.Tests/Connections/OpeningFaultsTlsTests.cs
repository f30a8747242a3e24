using ConvLog.PostgreSql.Tests.Support;
using ConvLog.Storage;
using ConvLog.StoreContract;

namespace ConvLog.PostgreSql.Tests.Connections;

/// <summary>Servers with certificates of a private authority: valid ones are accepted, and each problem of an invalid one is reported.</summary>
/// <param name="servers">The servers.</param>
[Needs(ServerNeeds.Installed)]
public sealed class OpeningFaultsTlsTests(OpeningFaultsTlsTests.Servers servers) : IClassFixture<OpeningFaultsTlsTests.Servers>
{
    private readonly TestSchema _schema = TestSchema.New();

    [Theory]
    [InlineData("Username=plain")]
    [InlineData("Username=locked;Password=right")]
    [InlineData("Username=certified;SSL Certificate=#certified.crt;SSL Key=#certified.key")]
    public async Task A_valid_certificate_is_accepted(string role)
    {
        await using var store = Open($"Host=localhost;#verified;{role}");

        await store.WriteAsync([Some.Opening(), Some.Entry(1)]);

        (await store.ReadAsync(Some.Conversation))!.Logged.Should().ContainSingle();
    }

    [Theory]
    [InlineData("Host=127.0.0.1;#verified", "cannot be reached by TLS: its certificate is for localhost, and not for 127.0.0.1.")]
    [InlineData("Host=localhost;SSL Mode=VerifyFull;Root Certificate=#other.crt", "the authority of its certificate, CN=Test authority, is not trusted (")]
    [InlineData("Host=localhost;SSL Mode=VerifyCA;Root Certificate=#other.crt", "the authority of its certificate, CN=Test authority, is not trusted (")]
    [InlineData("Host=localhost;SSL Mode=VerifyFull", "the authority of its certificate, CN=Test authority, is not trusted (")]
    [InlineData("Host=localhost;SSL Mode=VerifyFull;Root Certificate=/nowhere/root.crt", "/nowhere/root.crt")]
    [InlineData("Host=localhost;#verified;SSL Certificate=/nowhere/own.crt", "/nowhere/own.crt")]
    [InlineData("Host=localhost;#verified;Username=certified", "(28000): connection requires a valid client certificate")]
    [InlineData("Host=localhost;#verified;Username=locked", "No password has been provided")]
    [InlineData("Host=localhost;#verified;Username=locked;Password=wrong", "(28P01): password authentication failed")]
    [InlineData("Host=localhost;SSL Mode=Disable", "(28000): no pg_hba.conf entry for host")]
    public async Task A_failed_TLS_or_authentication_check_is_reported(string settings, string said)
    {
        await using var store = Open(settings);

        (await FailureAsync(store)).Message.Should().Contain(said).And.NotContain("wrong");
    }

    [Fact]
    public async Task An_expired_certificate_is_reported()
    {
        await using var store = Open("Host=localhost;#verified", isExpired: true);

        (await FailureAsync(store)).Message.Should().Match("The server cannot be reached by TLS: its certificate*is not valid now: CN=localhost is from 20*");
    }

    [Fact]
    public async Task A_mismatched_certificate_of_the_key_server_is_reported()
    {
        var options = _schema.Options();
        options.KeysConnectionString = servers.ConnectionString("Host=localhost;SSL Mode=VerifyFull;Root Certificate=#other.crt", isExpired: false);
        await using var store = new PostgreSqlConversationStore(PostgresServer.OfTables, options);

        (await FailureAsync(store)).Message.Should().StartWith("The server of the keys cannot be reached by TLS: the authority of its certificate");
        await _schema.DropAsync(PostgresServer.OfTables);
    }

    private static async Task<ConversationStoreException> FailureAsync(PostgreSqlConversationStore store)
        => (await FluentActions.Awaiting(() => store.WriteAsync([Some.Opening()]).AsTask()).Should().ThrowAsync<ConversationStoreException>()).Which;

    private PostgreSqlConversationStore Open(string settings, bool isExpired = false)
        => new(servers.ConnectionString(settings, isExpired), _schema.Options());

    /// <summary>
    /// One server has a certificate for localhost, the other an expired one. The role plain needs no credentials, locked a password, certified a client
    /// certificate.
    /// </summary>
    public sealed class Servers : IDisposable
    {
        private readonly string _folder = PostgresCluster.NewFolder();
        private readonly (PostgresCluster Cluster, int Port) _valid;
        private readonly (PostgresCluster Cluster, int Port) _expired;

        public Servers()
        {
            using var authority = new TestAuthority();
            using var other = new TestAuthority();
            Write("root.crt", authority.Pem);
            Write("other.crt", other.Pem);
            Write("hba", """
                local all all trust
                hostssl all locked all scram-sha-256
                hostssl all certified all cert
                hostssl all plain all trust
                """);
            WritePair("certified", authority.Sign("certified"));
            WritePair("valid", authority.Sign("localhost"));
            WritePair("expired", authority.Sign("localhost", isExpired: true));
            (_valid, _expired) = (Start("valid"), Start("expired"));
        }

        /// <summary>The connection string of one of the servers.</summary>
        /// <param name="settings">Settings in which # stands for the folder of the files, and #verified for full verification of the server.</param>
        /// <param name="isExpired">Whether it is the server with the expired certificate.</param>
        public string ConnectionString(string settings, bool isExpired)
        {
            string all = settings.Replace("#verified", "SSL Mode=VerifyFull;Root Certificate=#root.crt", StringComparison.Ordinal);
            int port = (isExpired ? _expired : _valid).Port;
            return $"Database=postgres;Username=plain;Port={port};{all.Replace("#", _folder + "/", StringComparison.Ordinal)}";
        }

        public void Dispose()
        {
            _valid.Cluster?.Dispose();
            _expired.Cluster?.Dispose();
            Directory.Delete(_folder, recursive: true);
        }

        private (PostgresCluster Cluster, int Port) Start(string name)
        {
            int port = LoopbackPort.Free();
            string file = Path.Combine(_folder, name);
            PostgresCluster.RunUnprivileged("cp", file + ".key", file + ".own"); // PostgreSQL requires that the server owns its key file.
            PostgresCluster.RunUnprivileged("chmod", "600", file + ".own");
            var cluster = PostgresCluster.Start($"{PostgresCluster.Fleeting} -c shared_buffers=64MB -c listen_addresses=localhost -c port={port} -c ssl=on "
                + $"-c ssl_cert_file={file}.crt -c ssl_key_file={file}.own -c ssl_ca_file={_folder}/root.crt -c hba_file={_folder}/hba");
            PostgresServer.RunAsync($"{cluster.ConnectionString};Port={port}", """
                CREATE ROLE plain LOGIN SUPERUSER; CREATE ROLE locked LOGIN SUPERUSER PASSWORD 'right'; CREATE ROLE certified LOGIN SUPERUSER
                """).GetAwaiter().GetResult();
            return (cluster, port);
        }

        private void WritePair(string name, (string Certificate, string Key) pair)
        {
            Write($"{name}.crt", pair.Certificate);
            Write($"{name}.key", pair.Key);
        }

        private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder, name), text);
    }
}
