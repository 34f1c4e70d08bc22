"""Central's addresses: each reads its request, has the work done on a worker thread, and writes the answer."""
