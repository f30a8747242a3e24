using System.Security.Cryptography;
using ConvLog.Privacy;

namespace ConvLog.Tests.Storage.Privacy;

public class KeyRingTests
{
    private static readonly byte[] s_dataKey = RandomNumberGenerator.GetBytes(32);
    private static readonly byte[] s_context = [1, 2, 3];

    [Fact]
    public void A_key_wrapped_by_one_ring_is_unwrapped_by_another_with_the_same_key()
    {
        byte[] key = NewKey();
        var wrapped = new KeyRing("a", key).Wrap(s_dataKey, s_context);

        wrapped.KeyId.Should().Be("a");
        wrapped.Bytes.ToArray().AsSpan().IndexOf(s_dataKey).Should().Be(-1);
        new KeyRing("a", key).Unwrap(wrapped, s_context).Should().Equal(s_dataKey);
    }

    [Fact]
    public void Wrapping_a_key_twice_gives_different_bytes()
    {
        var ring = new KeyRing("a", NewKey());

        var forms = Enumerable.Range(0, 1_000).Select(_ => Convert.ToHexString(ring.Wrap(s_dataKey, s_context).Bytes.Span)).ToList();

        forms.Should().OnlyHaveUniqueItems();
        forms.Select(static form => form[2..26]).Should().OnlyHaveUniqueItems("each has a nonce of its own");
    }

    [Fact]
    public void F10_Another_key_of_the_same_id_is_a_clear_error()
    {
        var wrapped = new KeyRing("a", NewKey()).Wrap(s_dataKey, s_context);

        var unwrapping = () => new KeyRing("a", NewKey()).Unwrap(wrapped, s_context);

        unwrapping.Should().Throw<KeyRingException>().WithMessage("The key \"a\" does not unwrap*Give the key ring the right one*");
    }

    [Fact]
    public void F10_A_key_that_the_ring_does_not_have_is_a_clear_error()
    {
        var wrapped = new KeyRing("old", NewKey()).Wrap(s_dataKey, s_context);

        var unwrapping = () => new KeyRing("new", NewKey()).Unwrap(wrapped, s_context);

        unwrapping.Should().Throw<KeyRingException>().WithMessage("The key ring has no key \"old\"*");
    }

    [Fact]
    public void A_wrapped_key_can_be_unwrapped_only_in_its_own_context()
    {
        var ring = new KeyRing("a", new Dictionary<string, byte[]>(StringComparer.Ordinal) { ["a"] = NewKey(), ["b"] = NewKey() });
        var wrapped = ring.Wrap(s_dataKey, s_context);

        var elsewhere = () => ring.Unwrap(wrapped, [1, 2, 4]);
        var underAnotherId = () => ring.Unwrap(wrapped with { KeyId = "b" }, s_context);

        elsewhere.Should().Throw<KeyRingException>();
        underAnotherId.Should().Throw<KeyRingException>();
    }

    [Fact]
    public void Every_flipped_bit_of_a_wrapped_key_is_detected()
    {
        var ring = new KeyRing("a", NewKey());
        byte[] bytes = ring.Wrap(s_dataKey, s_context).Bytes.ToArray();
        for (int bit = 0; bit < bytes.Length * 8; bit++)
        {
            byte[] flipped = [.. bytes];
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));

            var unwrapping = () => ring.Unwrap(new WrappedKey("a", flipped), s_context);

            unwrapping.Should().Throw<KeyRingException>();
        }
    }

    [Fact]
    public void A_wrapped_key_that_is_cut_is_a_clear_error()
    {
        var ring = new KeyRing("a", NewKey());
        var bytes = ring.Wrap(s_dataKey, s_context).Bytes;

        for (int length = 0; length < bytes.Length; length++)
        {
            var unwrapping = () => ring.Unwrap(new WrappedKey("a", bytes[..length]), s_context);
            unwrapping.Should().Throw<KeyRingException>();
        }
    }

    [Fact]
    public void A_new_key_wraps_and_older_ones_still_unwrap()
    {
        string old = Text("old"), current = Text("current");
        var wrapped = KeyRing.FromBase64(old).Wrap(s_dataKey, s_context);

        var ring = KeyRing.FromBase64(current, old);

        ring.Unwrap(wrapped, s_context).Should().Equal(s_dataKey);
        ring.Wrap(s_dataKey, s_context).KeyId.Should().Be("current");
    }

    [Theory]
    [InlineData("")]
    [InlineData("no colon")]
    [InlineData("id:c2hvcnQ=")]
    [InlineData("id:not base64!")]
    [InlineData(":AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    [InlineData("white space:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    public void A_configured_key_of_another_form_is_an_error_that_does_not_repeat_it(string text)
    {
        var reading = () => KeyRing.FromBase64(text);
        var readingOlder = () => KeyRing.FromBase64(Text("a"), text);

        string message = reading.Should().Throw<ArgumentException>().WithMessage("*current key*\"id:base64\" of 32 bytes*").Which.Message;
        message.Should().NotContain(text.Length == 0 ? "\0" : text);
        readingOlder.Should().Throw<ArgumentException>().WithMessage("*older key*");
    }

    [Fact]
    public void Two_keys_of_one_id_are_an_error()
    {
        var reading = () => KeyRing.FromBase64(Text("a"), Text("a"));

        reading.Should().Throw<ArgumentException>().WithMessage("*two keys with the id \"a\"*");
    }

    [Fact]
    public void Keys_of_another_length_and_a_missing_current_key_are_errors()
    {
        var tooShort = () => new KeyRing("a", new byte[16]);
        var noKey = () => new KeyRing("a", (byte[])null!);
        var notThere = () => new KeyRing("a", new Dictionary<string, byte[]>(StringComparer.Ordinal) { ["b"] = NewKey() });
        var noId = () => new KeyRing("", NewKey());

        tooShort.Should().Throw<ArgumentException>().WithMessage("*\"a\" has 16 bytes*32*");
        noKey.Should().Throw<ArgumentException>();
        notThere.Should().Throw<ArgumentException>().WithMessage("*\"a\" is not among*");
        noId.Should().Throw<ArgumentException>();
    }

    [Fact]
    public void A_key_ID_has_1_to_64_allowed_characters()
    {
        foreach (string id in (string[])["a", new string('x', 64), "AZaz09-_."])
        {
            new KeyRing(id, NewKey()).Wrap(s_dataKey, s_context).KeyId.Should().Be(id);
            KeyRing.FromBase64(Text(id)).Wrap(s_dataKey, s_context).KeyId.Should().Be(id);
        }

        foreach (string id in (string[])["", new string('x', 65), "a b", "é"])
        {
            FluentActions.Invoking(() => new KeyRing(id, NewKey())).Should().Throw<ArgumentException>()
                .WithMessage($"*1 to 64 of *this has {id.Length} characters*");
            FluentActions.Invoking(() => KeyRing.FromBase64(Text(id))).Should().Throw<ArgumentException>();
        }
    }

    [Fact]
    public void The_error_of_a_configured_key_says_which_one_it_is()
    {
        FluentActions.Invoking(() => KeyRing.FromBase64("none")).Should().Throw<ArgumentException>().WithMessage("The current key number 1 is not *");
        FluentActions.Invoking(() => KeyRing.FromBase64(Text("a"), Text("b"), "none")).Should().Throw<ArgumentException>()
            .WithMessage("The older key number 3 is not *");
    }

    [Fact]
    public void A_key_is_copied_so_that_the_array_can_be_cleared()
    {
        byte[] key = NewKey();
        var ring = new KeyRing("a", key);
        var wrapped = ring.Wrap(s_dataKey, s_context);

        Array.Clear(key);

        ring.Unwrap(wrapped, s_context).Should().Equal(s_dataKey);
    }

    [Fact]
    public void ToString_of_a_ring_contains_no_key()
    {
        byte[] key = NewKey();
        var ring = new KeyRing("a", key);

        ring.ToString().Should().Be("A ring of wrapping keys");
    }

    [Fact]
    public void A_callback_is_called_again_after_thirty_seconds()
    {
        var clock = new ManualClock();
        byte[] key = NewKey();
        int asked = 0;
        var ring = KeyRing.FromCallback("a", id => { asked++; return id is "a" ? key : null; }, clock);
        var wrapped = ring.Wrap(s_dataKey, s_context);

        ring.Unwrap(wrapped, s_context).Should().Equal(s_dataKey);
        asked.Should().Be(1);

        clock.Advance(TimeSpan.FromSeconds(30));
        ring.Unwrap(wrapped, s_context).Should().Equal(s_dataKey);
        asked.Should().Be(2);
    }

    [Fact]
    public void A_callback_that_has_no_key_fails_or_gives_another_length_is_a_clear_error()
    {
        var none = () => KeyRing.FromCallback("a", static _ => null).Wrap(s_dataKey, s_context);
        var failing = () => KeyRing.FromCallback("a", static _ => throw new TimeoutException("secret")).Wrap(s_dataKey, s_context);
        var tooShort = () => KeyRing.FromCallback("a", static _ => new byte[8]).Wrap(s_dataKey, s_context);

        none.Should().Throw<KeyRingException>().WithMessage("*no key \"a\"*");
        failing.Should().Throw<KeyRingException>().WithMessage("*\"a\" failed: TimeoutException*").Which.Message.Should().NotContain("secret");
        tooShort.Should().Throw<KeyRingException>().WithMessage("*gave 8 bytes*32*");
    }

    private static byte[] NewKey() => RandomNumberGenerator.GetBytes(32);

    private static string Text(string id) => $"{id}:{Convert.ToBase64String(NewKey())}";
}
