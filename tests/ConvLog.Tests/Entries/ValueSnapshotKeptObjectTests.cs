namespace ConvLog.Tests.Entries;

public sealed class ValueSnapshotKeptObjectTests
{
    [Fact]
    public void An_address_and_a_version_keep_their_type_and_are_written_as_text()
    {
        var uri = new Uri("/relative?q=ß", UriKind.Relative);

        var entry = Logged.Entry(log => log.Info("m", ("uri", uri), ("version", new Version(1, 2, 3))));

        entry.Fields["uri"].Should().BeSameAs(uri);
        entry.Fields["version"].Should().Be(new Version(1, 2, 3));
        Logged.RawField(entry, "uri").Should().Be("\"/relative?q=ß\"");
        Logged.RawField(entry, "version").Should().Be("\"1.2.3\"");
    }

    [Fact]
    public void An_address_over_the_limit_is_cut_like_any_text()
        => Logged.Entry(log => log.Info("m", ("uri", new Uri("https://a.example/" + new string('x', 100)))), new LogLimits { TextLength = 20 })
            .Fields["uri"].Should().Be("https://a.example/xx… [cut, 118 characters]");

    [Fact]
    public void A_subclass_of_Uri_is_recorded_by_its_original_text()
        => Logged.Entry(log => log.Info("m", ("uri", new TalkativeUri()))).Fields["uri"].Should().Be("https://a.example/");

    private sealed class TalkativeUri() : Uri("https://a.example/")
    {
        public override string ToString() => throw new InvalidOperationException("Nobody asks this.");
    }
}
