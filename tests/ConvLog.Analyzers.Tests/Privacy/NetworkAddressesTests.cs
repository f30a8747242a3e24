namespace ConvLog.Analyzers.Tests.Privacy;

public class NetworkAddressesTests
{
    [Fact]
    public Task A_network_address_is_personal_if_it_belongs_to_a_client() => CheckedCode.HoldsAsync("""
        public class Socket { public System.Net.IPEndPoint? RemoteEndPoint { get; set; } public int Id { get; set; } }
        public class Listener { public System.Net.IPAddress? Address { get; set; } }
        public void Run(Conversation conv, Socket socket, Listener listener, System.Net.IPAddress listenAddress, System.Net.IPAddress ip, string remoteEndPoint)
        {
            conv.Log.Info("Seen", ("from", socket.RemoteEndPoint)); // CL0001
            conv.Log.Info("Seen", ("from", socket.RemoteEndPoint?.Address.ToString())); // CL0001
            conv.Log.Info("Seen", ("socket", socket)); // CL0001
            conv.Log.Info("Seen", ("socket", socket.ToString()));
            conv.Log.Info("Seen", ("ip", ip)); // CL0001
            conv.Log.Info("Seen", ("from", remoteEndPoint)); // CL0001
            conv.Log.Info("Seen", ("client_ip", listenAddress.ToString())); // CL0001
            conv.Log.Info("Seen", ("address", listenAddress), ("listener", listener), ("on", listener.Address));
        }
        """, "CL0001");
}
